<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=true; section>
    <#if section = "header">
        ${msg("cloakpoolDeviceTitle")}
    <#elseif section = "form">
        <p id="cloakpool-device-text" class="cloakpool-hint">${msg("cloakpoolDeviceText", deviceDays)}</p>
        <form id="cloakpool-device-form" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <div class="${properties.kcFormGroupClass!}">
                <div class="${properties.kcFormGroupLabelClass!}"><label for="device" class="${properties.kcLabelClass!}"><span class="${properties.kcFormLabelTextClass!}">${msg("cloakpoolDeviceLabel")}</span></label></div>
                <span class="${properties.kcInputClass!}">
                    <input id="device" name="device" type="text" maxlength="60" autocomplete="off" value="${deviceName}" aria-describedby="cloakpool-device-text">
                </span>
            </div>
            <div class="${properties.kcFormGroupClass!}">
                <button id="cloakpool-remember" type="submit" name="remember" value="true" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("cloakpoolDeviceRemember")}</button>
            </div>
            <div class="${properties.kcFormGroupClass!}">
                <button id="cloakpool-forget" type="submit" name="remember" value="false" class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!} ${properties.kcButtonBlockClass!} ${properties.kcButtonLargeClass!}">${msg("cloakpoolDeviceNotNow")}</button>
            </div>
        </form>
    </#if>
</@layout.registrationLayout>
