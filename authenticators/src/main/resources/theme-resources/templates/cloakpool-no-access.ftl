<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("cloakpoolNoAccessTitle")}
    <#elseif section = "form">
        <p id="cloakpool-no-access">${msg("cloakpoolNoAccessText")}</p>
        <form class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <button id="kc-login" type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("cloakpoolNoAccessBack")}</button>
        </form>
    </#if>
</@layout.registrationLayout>
