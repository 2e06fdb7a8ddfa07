<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=true; section>
    <#if section = "header">
        ${msg("cloakpoolEnrolTitle")}
    <#elseif section = "form">
        <p class="cloakpool-hint">${msg("cloakpoolEnrolText")}</p>
        <form id="cloakpool-factor-form" class="cloakpool-choices" action="${url.loginAction}" method="post">
            <#list choices as choice>
                <button type="submit" name="factor" value="${choice.id()}"
                        class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg(choice.title())}</button>
            </#list>
        </form>
    </#if>
</@layout.registrationLayout>
